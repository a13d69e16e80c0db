/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What every fuzz target defines, under the name that libFuzzer calls. Returns 0; whatever is wrong
 * aborts. @data is not ended by a NUL. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
