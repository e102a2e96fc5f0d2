"""What the cells of one column say, decided for the column as a whole.

number_cells, numbers   people: the thousands sign, what is missing, what is no number
day_cells, days         days: the order of day and month, months and semesters
table_cells             all columns of a table, by row
"""
