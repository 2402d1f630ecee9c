package dev.realmstep.rmm.rmi;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.rmm.granule.GranuleMemory;

/** One call of the host: its operands, its results, and the processing element on which the RMM serves it. */
public final class RmiCall {
    /** X1 to X4 may carry results. */
    static final int RESULTS = 4;

    private static final int OPERANDS = 6;

    private final ProcessingElement element;
    private final GranuleMemory memory;
    private final long[] operands = new long[OPERANDS + 1];
    private final long[] results = new long[RESULTS + 1];

    /** The call that the element's registers hold. */
    public RmiCall(ProcessingElement element) {
        this.element = element;
        this.memory = new GranuleMemory(element);
        for (int n = 0; n <= OPERANDS; n++) {
            operands[n] = element.x(n);
        }
    }

    public ProcessingElement element() {
        return element;
    }

    public GranuleMemory memory() {
        return memory;
    }

    /** X0: the function identifier. */
    public long function() {
        return operands[0];
    }

    /** X1 to X6. */
    public long operand(int n) {
        return operands[n];
    }

    /** X1 to X4; zero where the command sets nothing. */
    public long result(int n) {
        return results[n];
    }

    void setResult(int n, long value) {
        results[n] = value;
    }
}
