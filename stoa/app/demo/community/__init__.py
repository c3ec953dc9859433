"""The demo shop's community: members with names, what they say of what they bought, and the work of the people who host them.

Texts are our own, by product and by kind (`voices`, `asked`, `topics`); who says what, when and with how many stars comes
of the demo's one seed and of the year's orders, through the rooms' own doors.
"""
