"""The questions of a booking: what is asked (`questions`, `needs`), in which order (`steps`), and how
answers become a booking and a booking answers again (`answers`)."""
