"""Booking forms (`questions`, `needs`), their order (`wizard`) and conversion (`booking_data`)."""
