/* Texts of the device tree, which the runtime's reader, made to find a console, does not give. */
#pragma once

/* The text that is the property of a node below the root, or null. */
const char *devicetree_text(const void *tree, const char *node, const char *property);
