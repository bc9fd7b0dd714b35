#pragma once

#include <stddef.h>

/// The text of the service reference, which no byte 0 ends.
const unsigned char *_Nonnull service_reference(void);
extern const size_t service_reference_size;
