"""The forms that people fill: a spreadsheet for many entries, a draft in an editor for one."""
