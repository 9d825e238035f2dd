"""Other programs of the computer: editor, browser, pager, and what is known of the computer itself."""
