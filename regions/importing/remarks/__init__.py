"""What does not fit: told, and keeps nobody from storing.

checking              the file's own arithmetic: rows, percentages, totals
titles, subjects      what stands above the numbers, against what a person said
unusual, unusual_figures  numbers far from the place's own history
days_changed          pages of days gone by that figures would change; a page asks about them
beside_outreach       the counter beside what events posted
counted_twice         a whole beside its parts
"""
