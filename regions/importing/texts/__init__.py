"""The report of an office as people send it to each other: a message, or a block of a spreadsheet.

report       what became of every line, and the counts of each day
lines        a text -> lines without marks, bullets, numbers of a list, names of senders
line_days    which day a line names; days_of_lines: on which day each line counts
labels       words that say what a number counts
phrases      a line -> names, numbers and what they count; cell_rows: the same of a spreadsheet's
line_values  what the numbers of a line count
reader       all of it together
sums         the totals of a text against its lines
understanding  what the command stores of it

Nothing is guessed: a number without a word, a name that may be two, two lines that differ are
asked about, and whatever is not understood is listed.
"""
