"""What the program does: one function for each thing that a face can ask for."""
