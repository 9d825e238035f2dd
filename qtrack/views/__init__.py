"""What is shown: frozen records, one module a page, ready to be put into any form."""
