"""From a file as an office has it to stored numbers: read, understand, look at, store or not.

reading/              file -> sheets of cells
layout/               sheets -> tables
columns/              which column holds what
cells/                what the cells of a column say
places/               which place a row is about
rows/                 what is stored of each row
remarks/              what does not fit, told beside it
understanding         all of it together: rows to store, questions, errors, checks
asking/               a file that waits for answers, and the answers that are kept
storing/              store all of it in one transaction, or nothing; take a whole file back
texts/                a message of an office, read as a whole: no table, no columns
files/                for the office: its own file with the errors marked, one to fill in
wording/              what is said of a file and what it changes

The command and the page share all of it. See docs/adr/0005-import.md. It hands on nothing
itself: reading/ also runs in a process of its own, which knows nothing of Django.
"""
