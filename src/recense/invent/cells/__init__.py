"""The cells of lists of people, column by column: one function a field."""
