"""The rules of the program; knows no Google, no files and no clock."""
