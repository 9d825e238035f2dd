"""What may come next in a command line that is being typed; a shell asks for it at every press of Tab."""
