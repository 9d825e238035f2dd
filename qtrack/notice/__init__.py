"""What a notice says, read by plain rules: its head, its outline, who answers, by when, how much.

Lines of text go in and a draft of a plan comes out, with every doubt and with where each sentence of the
notice went. Nothing here knows files, a clock or a console.
"""
