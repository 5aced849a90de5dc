"""Optional parts behind the sockets: other processes, and a cluster."""
