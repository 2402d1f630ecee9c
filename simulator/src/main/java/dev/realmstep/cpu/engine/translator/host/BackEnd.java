package dev.realmstep.cpu.engine.translator.host;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;

/** Makes the instructions of a host from blocks of micro-operations. */
public interface BackEnd {
    /**
     * The code of a block.
     *
     * @param block its number, which its exits tell with their own
     * @param acceptedBranchTypes a bit for each value of PSTATE.BTYPE with which the block may be entered
     */
    HostCode translate(BlockCode code, TranslationState state, int block, int acceptedBranchTypes);

    /** What the state block's {@link dev.realmstep.cpu.StateBlock#VECTOR_CONTROL} has to hold where no flag is raised. */
    int vectorControl();

    /** The cumulative flags of FPSR that code has raised, from that field. */
    int floatingPointFlags(int vectorControl);

    /** Code that is entered as a C function of the state block's anchor and the address of translated code. */
    byte[] entry();

    /** Code that translated code leaves to, with what {@link #entry} returns in its register. */
    byte[] exit();
}
