MATCH (n:IncomingStudy:Incoming)
REMOVE n:IncomingStudy:Incoming
SET n:Entity:Study
