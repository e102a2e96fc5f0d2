"""From a file as an office has it to stored numbers: read, understand, look at, store or not.

reading, headers      file -> sheets -> tables; every cell keeps its sheet, row and column
days_across           a table with a column for each day -> a table for each
numbers, days         what the cells of one column say, decided for the column as a whole
vocabulary, columns   which column holds what
spelling, places      which place a row is about
rows, sums            what is stored of each row, and which rows are only the sum of others
checking, unusual     what does not fit: told, and keeps nobody from storing
understanding         all of it together: rows to store, questions, errors, checks
waiting, memory       a file that waits for answers, and the answers that are kept
storing, undoing      store all of it in one transaction, or nothing; take a whole file back
marking, format_file  files for the office: its own with the errors marked, one to fill in

The command and the page share all of it. See docs/adr/0005-import.md.
"""
