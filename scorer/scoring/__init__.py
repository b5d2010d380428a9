"""The law: points, settling, attainment, assessment and the sentences that explain them."""
