"""What a report says, chapter by chapter, each a generator of blocks in the reader's language."""
