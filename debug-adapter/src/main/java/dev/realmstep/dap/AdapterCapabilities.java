package dev.realmstep.dap;

import org.eclipse.lsp4j.debug.Capabilities;

/** What this adapter says it can do; each flag has a test that uses it over the wire. */
final class AdapterCapabilities {
    private AdapterCapabilities() {}

    static Capabilities advertised() {
        Capabilities capabilities = new Capabilities();
        capabilities.setSupportsConfigurationDoneRequest(true);
        capabilities.setSupportsFunctionBreakpoints(true);
        capabilities.setSupportsInstructionBreakpoints(true);
        capabilities.setSupportsSteppingGranularity(true);
        capabilities.setSupportsEvaluateForHovers(true);
        capabilities.setSupportsSetVariable(true);
        capabilities.setSupportsReadMemoryRequest(true);
        capabilities.setSupportsWriteMemoryRequest(true);
        capabilities.setSupportsDisassembleRequest(true);
        capabilities.setSupportsModulesRequest(true);
        capabilities.setSupportsRestartRequest(true);
        capabilities.setSupportsTerminateRequest(true);
        capabilities.setSupportTerminateDebuggee(true);
        return capabilities;
    }
}
