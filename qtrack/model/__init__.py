"""What a plan is: frozen values, without files, clock or console."""
