"""The start of the program: the first picture, the terminal's driver, signals and crashes."""
