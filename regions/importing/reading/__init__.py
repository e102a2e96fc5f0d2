"""A file -> sheets of cells. What it is shows in its bytes; what hurts is refused at once.

file                  any file -> sheets, or why it cannot be read
delimited             text files: encoding and separator
workbook              xlsx, xlsb, xls and ods, in a process of its own
archive, limits       how large a file may be, before and after unpacking
lost_cells            what the reader of workbooks drops: errors, formulas without a value
"""
