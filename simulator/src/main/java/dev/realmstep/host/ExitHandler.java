package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;

/** Services one kind of REC exit, and leaves in the run page what the next entry answers. */
interface ExitHandler {
    void handle(ProcessingElement element, VirtualProcessor processor) throws RmiRefusedException;
}
