package dev.gangway.sim;

/** Workloads and pods as somebody would apply them. */
final class Manifest {
    private Manifest() {}

    /** A workload of any kind with two replicas, in a namespace. */
    static String workload(String apiVersion, String kind, String namespace, String name) {
        return workload(apiVersion, kind, namespace, name, "");
    }

    /** The same with more lines in its specification, indented by two. */
    static String workload(String apiVersion, String kind, String namespace, String name, String more) {
        return """
                apiVersion: %s
                kind: %s
                metadata:
                  name: %s
                  namespace: %s
                spec:
                  replicas: 2
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
}
