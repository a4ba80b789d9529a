"""What only admins reach. For everybody else none of it exists: their updates pass by to the ordinary handlers."""
