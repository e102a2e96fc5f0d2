"""What was understood is stored, foreseen, or taken back; and what it does to the ranking."""
