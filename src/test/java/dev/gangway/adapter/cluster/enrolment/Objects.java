package dev.gangway.adapter.cluster.enrolment;

/** Objects as a team would apply them. */
final class Objects {
    private Objects() {}

    static String namespace(String name, String labels) {
        return """
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels: {%s}
                """
                .formatted(name, labels);
    }

    static String deployment(String name) {
        return workload("apps/v1", "Deployment", Bed.NAMESPACE, name, "replicas: 2");
    }

    static String deployment(String name, String more) {
        return workload("apps/v1", "Deployment", Bed.NAMESPACE, name, more);
    }

    /** Of the kinds in turn. */
    static String workload(int number, String name) {
        return switch (number % 4) {
            case 0 -> deployment(name);
            case 1 -> workload("apps/v1", "StatefulSet", Bed.NAMESPACE, name, "replicas: 2");
            case 2 -> workload("apps/v1", "DaemonSet", Bed.NAMESPACE, name, "minReadySeconds: 0");
            default -> workload("argoproj.io/v1alpha1", "Rollout", Bed.NAMESPACE, name, "replicas: 2");
        };
    }

    /** With one more line in its specification. */
    static String workload(String apiVersion, String kind, String namespace, String name, String more) {
        return """
                apiVersion: %s
                kind: %s
                metadata:
                  name: %s
                  namespace: %s
                spec:
                  %s
                  selector:
                    matchLabels: {app: %3$s}
                  template:
                    metadata:
                      labels: {app: %3$s}
                    spec:
                      containers:
                        - name: app
                          image: example.com/app:1
                """
                .formatted(apiVersion, kind, name, namespace, more);
    }

    static String service(String namespace, String name, String more) {
        return """
                apiVersion: v1
                kind: Service
                metadata:
                  name: %s
                  namespace: %s
                spec:
                  %s
                  selector: {app: %1$s}
                  ports:
                    - {name: http, port: 80, protocol: TCP}
                """
                .formatted(name, namespace, more);
    }

    static String pod(String name, String more) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: %s
                  %s
                spec:
                  containers:
                    - name: app
                      image: example.com/app:1
                status:
                  phase: Running
                """
                .formatted(name, Bed.NAMESPACE, more);
    }

    static String injector(String name, String labels) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata:
                  name: %s
                  labels: {%s}
                """
                .formatted(name, labels);
    }

    /** Subsets by place, and routes that send all to the source's. */
    static String[] pin(String namespace, String service) {
        return new String[] {
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: %2$s, namespace: %1$s}
            spec:
              host: %2$s.%1$s.svc.cluster.local
              subsets:
                - {name: k8s2, labels: {topology.istio.io/network: k8s2.prd.sfo2}}
                - {name: eks1, labels: {topology.istio.io/network: eks1.prd.sfo2}}
            """
                    .formatted(namespace, service),
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: %2$s, namespace: %1$s}
            spec:
              hosts: [%2$s.%1$s.svc.cluster.local]
              http:
                - route:
                    - {destination: {host: %2$s, subset: k8s2}, weight: 100}
                    - {destination: {host: %2$s, subset: eks1}, weight: 0}
            """
                    .formatted(namespace, service)
        };
    }
}
