"""Files of unknown make, read row by row: their encoding and separator, their columns, what a cell says, and the rows that cannot go in."""
