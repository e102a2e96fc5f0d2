"""Which column holds what: proposed, asked, never guessed.

vocabulary            what the words of headers may mean
proposal              the columns of a table while it is being found out
assigning             words, then arithmetic, then a person
doubts, plausible     what the numbers say against the words
periods, counted_apart  columns of longer than a day; sums that hold what is kept apart
personal              data of citizens, which are refused
"""
