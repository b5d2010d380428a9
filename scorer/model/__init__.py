"""What things are: values without behaviour that every other layer shares."""
