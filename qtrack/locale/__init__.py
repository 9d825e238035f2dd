"""The languages qtrack speaks: messages as values, and the catalogues that turn them into text.

Nothing here knows what a plan is. The layers above make `Message` values and leave the language to
whoever shows them.
"""
