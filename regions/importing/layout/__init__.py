"""Sheets -> tables: where the header stands, which rows are under it, which are of each day.

headers, header_rows  the header, also of two merged rows; titles, notes and pages around it
days_across           the columns of a table with a column for each day
day_tables            such a table, cut into one for each day: of which month, of what
hidden_parts          sheets and rows that nobody sees
"""
