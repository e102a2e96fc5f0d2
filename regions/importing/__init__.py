"""From a file as an office has it to stored numbers: read, understand, look at, store or not.

reading, headers     file -> sheets -> tables; every cell keeps its sheet, row and column
numbers, days        what the cells of one column say, decided for the column as a whole
vocabulary, columns  which column holds what
places               which place a row is about
understanding        all of it together: rows to store, questions, errors, checks
storing              store all of it in one transaction, or nothing; undo a whole batch

The command and the page share all of it. See docs/adr/0005-import.md.
"""
