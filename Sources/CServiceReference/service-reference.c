#include "CServiceReference.h"

// The directive is of C23, and known to this compiler in older modes too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char text[] = {
#embed "service-reference.txt"
};

const size_t service_reference_size = sizeof text;

const unsigned char *service_reference(void) { return text; }
