"""Who can reach whom: agencies, the channels between them, and the routes a message can take."""
