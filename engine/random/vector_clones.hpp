#pragma once

// Marks a function of plain loops to be compiled for several instruction sets and chosen at
// start-up. All versions give the same bits: no contraction, no reassociation. Left out where the
// loader's early resolution and a sanitizer do not go together.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define TIERMIX_VECTOR_CLONES \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TIERMIX_VECTOR_CLONES
#endif
