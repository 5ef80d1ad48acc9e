"""The tabs of the control room: each shows one side of the exercise and has keys of its own."""
