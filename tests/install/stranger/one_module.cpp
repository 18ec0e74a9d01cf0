// Uses one module by its own header.

#include <engine/base/text.hpp>

int main() { return tiermix::trimmed(" x ") == "x" ? 0 : 1; }
