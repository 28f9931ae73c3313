"""The organisers' desk: who is coming, what they asked for, and what becomes of each date."""
