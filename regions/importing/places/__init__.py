"""Which place a row is about: matched where only one can be meant, else asked.

spelling, gazetteer   names and codes in any usual spelling, and the places that bear them
matching              the place of a row, on the day of the row
titled_places, larger_places  what titles and columns of larger places say against it
"""
