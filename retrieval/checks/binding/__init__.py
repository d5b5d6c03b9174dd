"""A whole text read into slots: from sentence to sentence, with what each leaves for the next."""
