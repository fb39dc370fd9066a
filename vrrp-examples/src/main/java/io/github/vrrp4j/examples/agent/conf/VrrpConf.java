package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.examples.agent.conf.Problem.Severity;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import java.util.Map;

/**
 * What a configuration file says.
 *
 * @param instances the virtual routers by the names of their instances, in the order of the file; none if there is an error
 * @param problems what is wrong, in the order of the lines
 */
public record VrrpConf(Map<String, VirtualRouterConfig> instances, List<Problem> problems) {
    /**
     * What must be mended before the file can be used.
     *
     * @return the errors, in the order of the lines
     */
    public List<Problem> errors() {
        return of(Severity.ERROR);
    }

    /**
     * What has no effect.
     *
     * @return the warnings, in the order of the lines
     */
    public List<Problem> warnings() {
        return of(Severity.WARNING);
    }

    private List<Problem> of(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .toList();
    }
}
