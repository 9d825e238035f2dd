"""Tables as Excel workbooks, to be looked at and to be filled."""
