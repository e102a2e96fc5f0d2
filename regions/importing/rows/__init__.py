"""Tables with known columns -> rows that can be stored, and everything wrong on the way.

row_reader            one row after the other
sums                  rows that are only the sum of others
refusals              places and days that may not be written
row_periods           rows of weeks, months or years
"""
