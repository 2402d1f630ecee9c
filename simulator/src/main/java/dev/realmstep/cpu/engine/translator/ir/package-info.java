/**
 * The intermediate representation between A64 and the host's code: a block of micro-operations over the registers, flags
 * and memory of the guest. It knows neither an A64 encoding nor a host.
 */
@NullMarked
package dev.realmstep.cpu.engine.translator.ir;

import org.jspecify.annotations.NullMarked;
