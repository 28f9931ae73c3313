"""Admin views and forms for organisers: bookings, access needs and session changes."""
