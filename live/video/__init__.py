"""A stream of pictures: newest frame in, processed frame out, and who may have one."""
