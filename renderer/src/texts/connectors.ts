/** Commands of connectors, and the question before one is removed. */
export const connectorTexts = {
  commands: {
    group: 'Connector',
    viewGroup: 'View',
    import: 'Import an API description…',
    create: 'New connector…',
    editManifest: 'Edit the manifest…',
    importAgain: 'Import a newer description…',
    probe: 'Probe every entity…',
    publish: 'Publish…',
    newConnection: 'New connection…',
    overview: 'Show the overview',
    entities: 'Show tables and commands',
    diagram: 'Show the diagram of tables',
    demo: 'Try with the demo API',
    remove: 'Remove the connector…',
    refresh: 'Read the connectors again',
  },
  remove: {
    title: (connector: string) => `Remove ${connector}?`,
    what: 'Its files and revisions, its connections with their secrets, and its runs are deleted. This cannot be undone.',
    cancel: 'Cancel',
    button: 'Remove connector',
    removed: (connector: string) => `${connector} was removed.`,
    notRemoved: 'Not removed',
  },
} as const;
